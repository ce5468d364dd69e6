/** The present moment, injected so that decisions and tests can choose it. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();
