// What the stage passes on (tools/sandbox.sh): the program, the built app, the date, the browser.
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const checkout = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
export const dist = resolve(process.env.MOTCUA_DIST ?? `${checkout}/dist`);
// The definitions that the sandbox reads are those that the app was built from.
export const root = dirname(dist);
export const program = process.env.MOTCUA_SANDBOX ?? `${checkout}/target/debug/sandbox`;
export const chromium = process.env.MOTCUA_CHROMIUM ?? '/usr/bin/chromium';
export const today = process.env.MOTCUA_TODAY ?? '2026-11-25';
