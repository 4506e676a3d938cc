// Everything that goes wrong in a page without being seen: console errors and warnings, page errors, crashes.

// Chromium says so of a page that is left, or waits for something, before it uses what was preloaded.
const PRELOAD = /preload.*not used within a few seconds/i;
// What the browser itself prints of an answer that is no success; the test asked for it.
const ANSWERS = /Failed to load resource/;

export class Recorder {
  #heard = [];
  #expected = [PRELOAD];

  constructor(context) {
    context.on('page', (page) => this.#listen(page));
    context.on('weberror', (error) => this.#note(`page error: ${error.error()?.stack ?? error.error()}`));
  }

  #listen(page) {
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) this.#note(`${message.type()}: ${message.text()} (${message.location().url})`);
    });
    page.on('crash', () => this.#note('the page crashed'));
  }

  #note(line) {
    this.#heard.push(line);
  }

  /** Lines that fit are no fault of this test. */
  expect(pattern) {
    this.#expected.push(pattern);
  }

  /** The test orders answers that are no success. */
  expectFailedAnswers() {
    this.expect(ANSWERS);
  }

  /** What nobody expected. */
  get surprises() {
    return this.#heard.filter((line) => !this.#expected.some((pattern) => pattern.test(line)));
  }
}
