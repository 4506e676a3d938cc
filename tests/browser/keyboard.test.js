// Birth registration by keyboard alone: from the catalogue to the receipt, no pointer is used.
import assert from 'node:assert/strict';
import { caseOf } from './cases.js';
import { at, kindOf } from './controls.js';
import { browserTests } from './fixtures.js';
import { walk } from './walk.js';

const journey = browserTests();
const given = caseOf('09.birth');

journey('birth registration by keyboard alone', {}, async ({ app, page, sandbox }) => {
  const { words } = app;
  const keys = new Keys(page);
  await app.open('/');
  await keys.press(app.link(definitionName));
  await page.getByRole('heading', { level: 1, name: definitionName }).waitFor();
  await keys.press(app.link(words.service_begin));
  await page.waitForURL(/\/truong-hop$/);
  const filling = app.filling('dang-ky-khai-sinh');
  let signedIn = false;
  for (let pages = 0; pages < 40; pages += 1) {
    await filling.arrived();
    const { page: kind } = filling.where;
    await assertFocusOnHeading(page);
    if (kind === 'known' && !signedIn) {
      await keys.press(app.link(words.sign_in_vneid));
      await keys.press(page.locator(`button[name="person"][value="${given.person}"]`));
      await page.waitForURL(/\/da-biet$/);
      signedIn = true;
      await keys.press(app.button(words.consent_all));
      await app.button(words.known_right).waitFor();
      await goOn(page, () => keys.press(app.button(words.known_right)));
      continue;
    }
    if (kind !== 'papers') await answer(keys, filling);
    if (kind === 'check') break;
    await goOn(page, () => keys.press(app.button(words.continue)));
  }
  await page.getByText(words.check_total, { exact: true }).waitFor();
  await keys.press(app.button(words.check_send));
  await page.waitForURL(/\/bien-nhan\//);
  await filling.arrived();
  assert.ok((await sandbox.dossiers()).includes(filling.where.code));
  assert.ok(keys.pressed > 60, `keys did it: ${keys.pressed}`);
});

journey('deciding between sources keeps the focus: on the next choice, then on the heading', { person: 'disagreeing' }, async ({ app, page }) => {
  const { words } = app;
  const filling = await app.begin('dang-ky-khai-sinh');
  const open = page.getByRole('group').filter({ hasText: words.conflict_lead });
  let decided = 0;
  filling.settleConflicts = async () => {
    while (await open.count()) {
      const id = await open.first().getAttribute('id');
      await at(page, `${id}=0`).focus();
      await page.keyboard.press('Space');
      // The arrows choose among them and decide nothing; what is chosen stays in another language.
      await page.keyboard.press('ArrowDown');
      await page.waitForFunction((key) => document.activeElement.id === key, `${id}=1`);
      await page.keyboard.press('ArrowUp');
      assert.ok(await at(page, `${id}=0`).isChecked());
      const take = page.locator('.conflict').filter({ has: at(page, id) }).getByRole('button', { name: words.conflict_take });
      await take.focus();
      await page.keyboard.press('Enter');
      await at(page, id).waitFor({ state: 'detached' });
      decided += 1;
      const rest = await open.count();
      await page.waitForFunction((left) => (left ? document.activeElement.closest('fieldset') : document.activeElement.tagName === 'H1'), rest);
    }
  };
  await walk(filling, given, { until: 'known' });
  assert.ok(decided > 1, `decided ${decided}`);
});

const definitionName = 'Đăng ký khai sinh';

/** Answers what the page asks and the file knows. */
async function answer(keys, filling) {
  const done = [];
  for (;;) {
    const open = (await filling.asked()).filter((pointer) => !done.includes(pointer));
    if (open.length === 0) return;
    for (const pointer of open) {
      done.push(pointer);
      if (!(pointer in given.answers)) continue;
      const value = given.answers[pointer];
      const [kind] = kindOf(filling.field(pointer));
      if (['yes-no', 'one-of'].includes(kind)) await keys.choose(pointer, `${pointer}=${value}`);
      else if (kind === 'statement') await keys.tick(pointer);
      else await keys.write(pointer, String(value));
    }
  }
}

async function goOn(page, act) {
  const before = page.url();
  await act();
  await page.waitForURL((url) => String(url) !== before);
}

/** A page begins at its heading, so that it is read out. */
async function assertFocusOnHeading(page) {
  await page.waitForFunction(() => document.activeElement?.tagName === 'H1' || document.querySelector('h1')?.textContent === '');
}

/** A person with a keyboard. */
class Keys {
  pressed = 0;

  constructor(page) {
    this.page = page;
  }

  async #key(name) {
    this.pressed += 1;
    await this.page.keyboard.press(name);
  }

  /** Moves on with Tab until the focus is where it should be. */
  async #to(locator) {
    await locator.first().waitFor();
    for (let steps = 0; steps < 150; steps += 1) {
      if (await locator.first().evaluate((element) => element === document.activeElement)) {
        await this.#assertSeen();
        return;
      }
      await this.#key('Tab');
    }
    throw new Error(`the keyboard does not reach ${locator}`);
  }

  /** The focus can be seen: it has an outline, and nothing lies over it. */
  async #assertSeen() {
    const fault = await this.page.evaluate(() => {
      const element = document.activeElement;
      const box = element.getBoundingClientRect();
      // Radios and ticks are drawn by what stands around them.
      const drawn = [element, element.parentElement].some((one) => getComputedStyle(one).outlineStyle !== 'none');
      if (!drawn) return 'the focus has no outline';
      const middle = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
      const isCovered = middle && !element.contains(middle) && !middle.contains(element) && !element.parentElement.contains(middle);
      return isCovered ? `the focus is covered by ${middle.outerHTML.slice(0, 80)}` : '';
    });
    assert.equal(fault, '', await this.page.evaluate(() => document.activeElement.outerHTML.slice(0, 200)));
  }

  async press(locator) {
    await this.#to(locator);
    await this.#key('Enter');
  }

  async tick(id) {
    await this.#to(at(this.page, id));
    await this.#key('Space');
  }

  async write(id, text) {
    await this.#to(at(this.page, id));
    await this.#key('Control+a');
    await this.page.keyboard.type(text);
    this.pressed += text.length;
  }

  /** Tab leads to the group, arrows to the option. */
  async choose(name, id) {
    const group = this.page.locator(`input[name="${name}"]`);
    await group.first().waitFor();
    for (let steps = 0; steps < 150; steps += 1) {
      const focused = await this.page.evaluate(() => [document.activeElement.getAttribute('name'), document.activeElement.id]);
      if (focused[1] === id) {
        await this.#assertSeen();
        await this.#key('Space');
        assert.ok(await at(this.page, id).isChecked(), `${id} is chosen`);
        return;
      }
      await this.#key(focused[0] === name ? 'ArrowDown' : 'Tab');
    }
    throw new Error(`the keyboard does not reach ${id}`);
  }
}
