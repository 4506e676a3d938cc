// A service being filled in: which page it is on, what that page asks, and the ways on.
import { at, answer, read } from '../controls.js';
import { bySlug, field, pointers, words } from '../texts.js';

const PAGES = { 'truong-hop': 'case', 'da-biet': 'known', 'cau-hoi': 'step', 'giay-to': 'papers', 'kiem-tra': 'check', 'dang-gui': 'sending' };

export class Filling {
  constructor(app, slug) {
    this.app = app;
    this.page = app.page;
    this.slug = slug;
  }

  get words() {
    return words(this.app.language);
  }

  get service() {
    return bySlug(this.slug, this.app.language);
  }

  /** Where the browser stands: `{ draft, page, step }`, or `{ page: 'receipt', code }`. */
  get where() {
    const parts = new URL(this.page.url()).pathname.split('/').filter(Boolean).map(decodeURIComponent);
    if (parts[0] === 'bien-nhan') return { page: 'receipt', code: parts[1] };
    if (parts[0] === 'dich-vu' && parts.length > 3) return { draft: parts[2], page: PAGES[parts[3]], step: parts[4] };
    return { page: parts.join('/') };
  }

  /** Pointers of the fields that are asked on this page now, by their controls. */
  async asked() {
    return this.page.evaluate((all) => {
      const isAsked = (id) => {
        const element = document.getElementById(id);
        if (!element) {
          // A number that is hidden until it is tapped has its label, not yet its control.
          return Boolean(document.querySelector(`label[for="${CSS.escape(id)}"]`));
        }
        return ['INPUT', 'SELECT', 'TEXTAREA', 'FIELDSET'].includes(element.tagName);
      };
      return all.filter(isAsked);
    }, pointers(this.service));
  }

  field(pointer) {
    return field(this.service, pointer);
  }

  async answer(pointer, value) {
    await answer(this.page, this.service, pointer, value);
  }

  /** What stands in the controls of these fields now. A number that is hidden stands as it is shown. */
  async answers(pointers) {
    // A box shows its value as it is read once the focus has left it.
    await this.page.evaluate(() => document.activeElement?.blur());
    const all = {};
    for (const pointer of pointers) {
      const isThere = (await at(this.page, pointer).count()) > 0;
      const value = isThere ? await read(this.page, pointer, this.field(pointer)) : await this.#masked(pointer);
      if (value !== undefined) all[pointer] = value;
    }
    return all;
  }

  async #masked(pointer) {
    const label = this.page.locator(`label[for="${pointer}"]`);
    return (await label.count()) ? label.locator('..').innerText() : undefined;
  }

  /** Waits until the controls of these fields are drawn. */
  async settled(pointers) {
    for (const pointer of pointers) await this.page.locator(`[id="${pointer}"], label[for="${pointer}"]`).first().waitFor();
  }

  /** Presses a button and waits until the page has gone somewhere else. */
  async press(name) {
    const before = this.page.url();
    await this.app.button(name).click();
    await this.page.waitForURL((url) => String(url) !== before);
    await this.arrived();
  }

  /** Waits until the page that the address names is drawn. */
  async arrived() {
    await this.page.getByRole('heading', { level: 1, name: this.#title }).waitFor();
  }

  // The heading of the page; any heading where it depends on the answers.
  get #title() {
    const { page, step } = this.where;
    const steps = this.service.steps;
    if (page === 'case') return steps.find((one) => one.kind === 'case').title;
    if (page === 'step') return steps.find((one) => one.id === step)?.title;
    const check = this.service.payment?.time === 'alone' ? this.words.check_pay_fine_title : this.words.check_title;
    return { papers: this.words.papers_title, check, receipt: this.words.receipt_title }[page] ?? /./;
  }

  continue() {
    return this.press(this.words.continue);
  }

  /** Chooses the first value of every open conflict. */
  async settleConflicts(choices = {}) {
    const open = this.page.locator('.conflict > fieldset');
    while (await open.count()) {
      const group = open.first();
      const pointer = await group.getAttribute('id');
      await this.settle(pointer, choices[pointer] ?? 0);
    }
  }

  /** Chooses one side of a conflict and decides it: with the button, not by choosing. */
  async settle(pointer, key) {
    const side = at(this.page, `${pointer}=${key}`);
    await side.check();
    await this.page.locator('.conflict').filter({ has: side }).getByRole('button', { name: this.words.conflict_take }).click();
    await this.page.locator(`[id="${pointer}=0"]`).waitFor({ state: 'detached' });
  }

  /** On the page of what is known: agrees to all sources, and waits for them. */
  async agreeToAll() {
    await this.app.button(this.words.consent_all).click();
    await this.app.button(this.words.known_right).waitFor();
  }

  /** On the page of what is known: chooses a relative by name, and waits for what the sources say of them. */
  async choose(name) {
    const button = this.page.getByRole('button', { name: new RegExp(`^${name} – `) });
    await button.waitFor();
    if ((await button.getAttribute('aria-pressed')) === 'true') return;
    await button.click();
    await this.app.button(this.words.known_right).waitFor();
  }

  async agreeToNone() {
    await this.app.button(this.words.consent_none).click();
    await this.app.button(this.words.known_right).waitFor();
  }
}
