import encodeQR from 'qr';

/** A QR code as one SVG path: dark squares of side 1 in a square of side `size`, quiet zone included. */
export type QrPicture = { size: number; path: string };

// ISO/IEC 18004 asks for four light modules around the code.
const quietZone = 4;

/** Draws a text as a QR code. Throws beyond 2,331 bytes, the most that a code of this strength holds. */
export function drawQr(text: string): QrPicture {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: quietZone });
  const path = rows
    .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('');
  return { size: rows.length, path };
}
