// Every step of a service with its controls: axe finds nothing on it, empty or with its faults.
import assert from 'node:assert/strict';
import { assertAccessible, browserTests } from './fixtures.js';
import { cases } from './cases.js';
import { at } from './controls.js';
import { defined, definition } from './texts.js';
import { answers, walk } from './walk.js';

/** A test for each service in a language. */
export function everyStep(language) {
  const journey = browserTests();
  for (const id of defined()) {
    // What no case takes is shown under an overlay only.
    if (definition(id, language).cases.every(({ online }) => online === 'info')) continue;
    const { person } = cases.find((one) => one.service === id);
    journey(`every step of ${id} in ${language}`, { language, person }, async ({ app, page }) => {
      assert.deepEqual(await unseen(app, page, id), [], 'steps that no case shows');
    });
  }
}

/** Opens the steps of a service without any help of a source. Gives those that no case shows. */
export async function unseen(app, page, id) {
  const wanted = new Set(definition(id, app.language).steps.filter((step) => step.kind === 'questions').map((step) => step.id));
  for (const one of variants(id)) {
    if (wanted.size === 0) break;
    await stepsOf(app, page, one, wanted);
  }
  return [...wanted];
}

/** The files of a service, and what they name under `besides`: other answers, for steps that no file shows. */
function variants(id) {
  return cases
    .filter((one) => one.service === id)
    .flatMap((one) => [one, ...(one.besides ?? []).map((answers) => ({ ...one, answers: { ...one.answers, ...answers }, changed: answers }))]);
}

/** Opens the steps of a case that are still wanted, and those where `besides` answers otherwise: later ones may hang on it. */
async function stepsOf(app, page, given, wanted) {
  const { slug, steps, appointment } = definition(given.service, app.language);
  const filling = await app.begin(slug);
  await walk(filling, given, { until: 'known', consent: false });
  const { draft } = filling.where;
  const isChanged = (step) => step.fields.some(({ id }) => `/${id.replace('[]', '')}` in (given.changed ?? {}));
  for (const { id: step } of steps.filter((one) => wanted.has(one.id) || (one.kind === 'questions' && isChanged(one)))) {
    await app.go(`/dich-vu/${slug}/${draft}/cau-hoi/${step}`);
    await filling.arrived();
    // The office's times are asked for once the office is known; a case without a visit shows none.
    if (steps.find(({ id }) => id === step).fields.some(({ id }) => id === appointment?.date)) {
      await at(page, `/${appointment.date}`).waitFor({ timeout: 10_000 }).catch(() => {});
    }
    await page.getByText(app.words.appointment_asking).waitFor({ state: 'hidden' });
    if (!wanted.has(step)) {
      await answers(filling, given, 'step');
      continue;
    }
    const isAsked = (await filling.asked()).length > 0;
    if (!isAsked && (await page.getByRole('term').count()) === 0) continue;
    wanted.delete(step);
    // Empty in one language, with its faults in the other.
    if (app.language === 'en' && isAsked) await app.button(app.words.continue).click();
    if (filling.where.step !== step) continue;
    await assertAccessible(page, step);
    // What is answered here may decide about later steps.
    await answers(filling, given, 'step');
  }
}
