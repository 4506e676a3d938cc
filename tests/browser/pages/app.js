// The app as a person uses it: frame, languages, signing in, the pages outside a filling.
import { words } from '../texts.js';
import { Filling } from './filling.js';

const NAMES = { vi: 'Tiếng Việt', en: 'English' };

export class App {
  constructor(page, language) {
    this.page = page;
    this.language = language;
  }

  get words() {
    return words(this.language);
  }

  get heading() {
    return this.page.getByRole('heading', { level: 1 });
  }

  button(name) {
    return this.page.getByRole('button', { name, exact: true });
  }

  link(name) {
    return this.page.getByRole('link', { name, exact: true });
  }

  /** Opens a path in the language of the journey. */
  async open(path) {
    await this.page.goto(path);
    await this.heading.waitFor();
    await this.speak(this.language);
  }

  /** Goes to a path as by a link within the app, which stays as it is loaded. */
  async go(path) {
    await this.page.evaluate((to) => {
      const link = Object.assign(document.createElement('a'), { href: to });
      document.body.append(link);
      link.click();
      link.remove();
    }, path);
    await this.page.waitForURL((url) => decodeURIComponent(url.pathname) === decodeURIComponent(path));
  }

  /** Switches the language by the button in the strip, if it is another. */
  async speak(language) {
    this.language = language;
    const button = this.page.getByRole('button', { name: NAMES[language], exact: true });
    const lang = await this.page.locator('html').getAttribute('lang');
    if (lang === language) return;
    await button.click();
    await this.page.locator(`html[lang="${language}"]`).waitFor();
  }

  /** Signs in through the identity provider's page. */
  async signIn(person) {
    await this.open('/dang-nhap');
    await this.link(this.words.sign_in_with_vneid).click();
    await this.choosePerson(person);
    await this.page.getByRole('link', { name: new RegExp(`^${this.words.signed_in}`) }).waitFor();
  }

  /** On the identity provider's page: the button of a test person. */
  async choosePerson(person) {
    await this.page.locator(`button[name="person"][value="${person}"]`).click();
  }

  /** Begins a service at its page; ends on the first case question. */
  async begin(slug) {
    await this.open(`/dich-vu/${slug}`);
    const filling = this.filling(slug);
    await this.link(this.words.service_begin).click();
    await this.page.waitForURL(/\/truong-hop$/);
    await filling.arrived();
    return filling;
  }

  filling(slug) {
    return new Filling(this, slug);
  }

  /** Codes in "my dossiers". */
  async dossiers() {
    await this.go('/ho-so');
    await this.page.getByRole('heading', { level: 1, name: this.words.dossiers_title }).waitFor();
    return this.page.getByRole('main');
  }

  /** Looks a dossier up without signing in. */
  async track(code, digits) {
    await this.go('/tra-cuu');
    await this.page.getByLabel(this.words.track_code, { exact: true }).fill(code);
    await this.page.getByLabel(this.words.track_digits, { exact: true }).fill(digits);
    await this.button(this.words.track_find).click();
    return this.page.getByRole('main');
  }
}
