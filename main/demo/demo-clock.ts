/** The demo's own calendar: each step happens on its day of the autumn term of 2025. */
export class DemoClock {
  #now = new Date('2025-09-01T09:00:00+08:00');

  now(): Date {
    // Each look at the clock is a second later, so that what happens after something is dated after it.
    this.#now = new Date(this.#now.getTime() + 1000);
    return this.#now;
  }

  moveTo(day: string): void {
    this.#now = new Date(`${day}T09:00:00+08:00`);
  }
}
