// What the stage passes on (tools/sandbox.sh): the programs, the built app, the date, the browser.
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const checkout = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
export let dist = resolve(process.env.MOTCUA_DIST ?? `${checkout}/dist`);
// The definitions that the sandbox reads are those that the app was built from.
export let root = dirname(dist);
export const program = process.env.MOTCUA_SANDBOX ?? `${checkout}/target/debug/sandbox`;
// The compiler of the definitions, built beside the sandbox.
export const forms = resolve(process.env.MOTCUA_FORMS ?? join(dirname(program), 'forms'));
// What makes pictures of cards, built beside it too.
export const cardImages = resolve(process.env.MOTCUA_CARD_IMAGES ?? join(dirname(program), 'card-images'));
export const chromium = process.env.MOTCUA_CHROMIUM ?? ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find(existsSync);
export const today = process.env.MOTCUA_TODAY ?? '2026-11-25';

/** From here on this file's tests use another built app, and the definitions beside it. */
export function use(built) {
  dist = built;
  root = dirname(built);
}
