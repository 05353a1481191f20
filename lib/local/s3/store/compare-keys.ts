/** S3's order of keys: that of their UTF-8 bytes, which differs from JavaScript's for characters outside the basic plane. */
export function compareKeys(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const left = a.charCodeAt(index);
    const right = b.charCodeAt(index);
    if (left !== right) {
      return lifted(left) - lifted(right);
    }
  }
  return a.length - b.length;
}

// Halves of a pair stand for U+10000 and above, so they come after U+E000 to U+FFFF.
function lifted(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
