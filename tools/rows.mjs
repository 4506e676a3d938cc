// Rows of tests/faults/rows.json, all or those named (a letter names a family): id, file and name of the test.
import { readFileSync } from 'node:fs';

const asked = process.argv.slice(2);
const rows = JSON.parse(readFileSync('tests/faults/rows.json', 'utf8'));
for (const { id, test } of rows) {
    if (asked.length > 0 && !asked.some((name) => id.startsWith(name.toUpperCase()))) continue;
    const name = test.endsWith('.rs') ? `${id.toLowerCase()}_` : `${id}: `;
    console.log([id, test, name].join('\t'));
}
