let passed = false;

/** A step was sent in: the next step's heading takes the focus. A full page load forgets it. */
export function markStepPassed() {
  passed = true;
}

export function takeStepPassed(): boolean {
  const was = passed;
  passed = false;
  return was;
}
