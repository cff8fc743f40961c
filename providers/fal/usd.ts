/** A sum of list prices, in millionths of a dollar: without the dust of binary fractions. */
export function usd(amount: number): number {
  return Math.round(amount * 1e6) / 1e6;
}
