/** `1 seat`, `5 seats`. */
export function seatsText(seats: number): string {
  return seats === 1 ? "1 seat" : `${seats} seats`;
}
