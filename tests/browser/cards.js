// Pictures of invented cards, made by the program `card-images` (crates/code-reader).
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { png } from './files.js';
import { cardImages } from './harness/settings.js';

/** `{ text, picture }` of every card: those that are measured, or good ones that say these texts. */
export function cards(...texts) {
  const folder = mkdtempSync(join(tmpdir(), 'motcua-cards-'));
  try {
    execFileSync(cardImages, [folder, ...texts]);
    const said = readFileSync(join(folder, 'texts.txt'), 'utf8').trim().split('\n');
    return said.map((text, number) => ({ text, ...grey(readFileSync(join(folder, `${number}.pgm`))) }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** As a file to choose. */
export const photoOf = ({ width, height, shades }) => png('the', width, height, shades);

/** As a video for Chromium's camera (`--use-file-for-fake-video-capture`); gives its path. The browser needs it as long as it runs. */
export function videoOf({ width, height, shades }) {
  const path = join(mkdtempSync(join(tmpdir(), 'motcua-video-')), 'card.y4m');
  const colour = Buffer.alloc((width * height) / 2, 0x80);
  const frame = Buffer.concat([Buffer.from('FRAME\n'), shades, colour]);
  writeFileSync(path, Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`), frame, frame]));
  return path;
}

// PGM: "P5 width height 255\n" and a byte for each pixel.
function grey(file) {
  const end = file.indexOf('\n') + 1;
  const [, width, height] = file.subarray(0, end).toString().split(' ').map(Number);
  return { width, height, shades: file.subarray(end) };
}
