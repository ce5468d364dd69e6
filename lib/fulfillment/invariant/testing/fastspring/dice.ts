export type Dice = (sides: number) => number;

/** Dice that fall the same way for the same luck. */
export function diceOf(luck: number): Dice {
  let state = (luck ^ 0x9e3779b9) >>> 0;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}
