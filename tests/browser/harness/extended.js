// A checkout with more in it than this one has: definitions, vocabulary and lists as somebody would add them, compiled
// and served beside the app as it was built.
import { execFile } from 'node:child_process';
import { appendFile, cp, mkdir, mkdtemp, readFile, readdir, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { dist, forms, root, today } from './settings.js';

const run = promisify(execFile);

// What the stage built; a file may use another app later.
const stage = { dist, root };

// What is added to, and what is only read.
const COPIED = ['services', 'data'];
const LINKED = ['sandbox', 'locales'];

export class Extended {
  /** Copies what the programs read of a checkout and adds the files of a folder, but for those of `without`. */
  static async make(folder, without = []) {
    const made = new Extended(await mkdtemp(join(tmpdir(), 'motcua-extended-')));
    for (const name of COPIED) await cp(join(stage.root, name), join(made.root, name), { recursive: true });
    for (const name of LINKED) await symlink(join(stage.root, name), join(made.root, name));
    for (const name of COPIED) await made.#add(folder, name, without);
    return made;
  }

  constructor(root) {
    this.root = root;
    this.dist = join(root, 'dist');
  }

  // A file that is new is copied; what a file holds that is there already are lines for its end.
  async #add(folder, name, without) {
    const files = (await readdir(join(folder, name), { recursive: true })).map((file) => join(name, file));
    for (const file of files.filter((one) => !without.includes(one))) {
      const place = join(this.root, file);
      if (!(await stat(join(folder, file))).isFile()) continue;
      await mkdir(dirname(place), { recursive: true });
      await appendFile(place, await readFile(join(folder, file)));
    }
  }

  /** What `forms lint` says: every fault with its place, or that there is none. */
  async lint() {
    try {
      return (await this.#forms('lint')).stdout;
    } catch (error) {
      if (error.code === 1) return error.stdout;
      throw error;
    }
  }

  /** The built app with these definitions; what was compiled and compressed of others stays away. */
  async build() {
    const stale = ['services', 'lists'].map((name) => join(stage.dist, name));
    await cp(stage.dist, this.dist, { recursive: true, filter: (file) => !stale.includes(file) });
    await this.#forms('build', '--out', this.dist);
  }

  #forms(...words) {
    return run(forms, words, { cwd: this.root, env: { ...process.env, MOTCUA_TODAY: today } });
  }

  async remove() {
    await rm(this.root, { recursive: true, force: true });
  }
}
