// Small files as a person would choose them: real ones, and ones that are not what their names say.
import { deflateSync } from 'node:zlib';

/** A PDF of one empty page. */
export function pdf(name, bytes = 0) {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>',
  ];
  let text = '%PDF-1.4\n';
  const starts = objects.map((object, index) => {
    const start = text.length;
    text += `${index + 1} 0 obj${object}endobj\n`;
    return start;
  });
  // A comment of the length that is wanted.
  if (bytes > text.length) text += `%${'x'.repeat(bytes - text.length)}\n`;
  const xref = text.length;
  const rows = starts.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n0 4\n0000000000 65535 f \n${rows}trailer<</Size 4/Root 1 0 R>>\nstartxref\n${xref}\n%%EOF\n`;
  return { name, mimeType: 'application/pdf', buffer: Buffer.from(text, 'latin1') };
}

/** A grey picture of these shades, all the same where none are given; of one point where no size is. */
export function png(name, width = 1, height = 1, shades = Buffer.alloc(width * height, 0x80)) {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.writeUInt8(8, 8);
  // A row begins with the number of its filter.
  const rows = Buffer.alloc((width + 1) * height);
  for (let row = 0; row < height; row += 1) shades.copy(rows, row * (width + 1) + 1, row * width, (row + 1) * width);
  const parts = [chunk('IHDR', head), chunk('IDAT', deflateSync(rows, { level: 1 })), chunk('IEND', Buffer.alloc(0))];
  const buffer = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), ...parts]);
  return { name: `${name}.png`, mimeType: 'image/png', buffer };
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

// CRC-32 of PNG and ZIP.
function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1));
  }
  return ~crc >>> 0;
}

/** A DOCX (a ZIP archive) under the name of a PDF. */
export function docxAsPdf(name) {
  return { name, mimeType: 'application/pdf', buffer: Buffer.concat([Buffer.from('PK\x03\x04\x14\x00\x06\x00', 'latin1'), Buffer.alloc(2_000)]) };
}

/** A HEIC photo under the name of a JPEG. */
export function heicAsJpeg(name) {
  return { name, mimeType: 'image/jpeg', buffer: Buffer.concat([Buffer.from('\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic', 'latin1'), Buffer.alloc(2_000)]) };
}

/** A PDF that asks for a password. */
export function lockedPdf(name) {
  const open = pdf(name);
  const text = open.buffer.toString('latin1').replace('trailer<<', '4 0 obj<</Filter/Standard/V 2/R 3/O()/U()/P -4>>endobj\ntrailer<</Encrypt 4 0 R');
  return { ...open, buffer: Buffer.from(text, 'latin1') };
}
