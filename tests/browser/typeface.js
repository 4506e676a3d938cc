// The paper's typeface for tests: the same on every machine, so that pictures of printed pages can be compared.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const STYLES = ['400', '700', '400-italic', '700-italic'];

/** Gives a page Tinos, which has the measures of Times New Roman, under that name. Fonts of the system are not asked. */
export async function withTypeface(page) {
  await page.evaluate(async (faces) => {
    for (const { data, ...descriptors } of faces) {
      const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
      document.fonts.add(await new FontFace('Times New Roman', bytes, descriptors).load());
    }
  }, faces());
}

function faces() {
  return STYLES.flatMap((style) => {
    const sheet = require.resolve(`@fontsource/tinos/${style}.css`);
    const blocks = readFileSync(sheet, 'utf8').split('@font-face').slice(1);
    const wanted = blocks.filter((block) => /tinos-(vietnamese|latin|latin-ext)-\d/.test(block));
    return wanted.map((block) => {
      const one = (pattern) => pattern.exec(block)[1];
      return {
        data: readFileSync(join(dirname(sheet), one(/url\(([^)]+\.woff2)\)/)), 'base64'),
        weight: one(/font-weight: (\d+)/),
        style: one(/font-style: (\w+)/),
        unicodeRange: one(/unicode-range: ([^;]+);/),
      };
    });
  });
}
