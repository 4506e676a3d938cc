// Another service that serves better is offered, and what was answered goes along to it.
import assert from 'node:assert/strict';
import { assertAccessible, browserTests } from './fixtures.js';
import { caseOf } from './cases.js';
import { definition } from './texts.js';
import { walk } from './walk.js';

const journey = browserTests();

/** Walks a service to a step and takes the offer there. Gives the filling of the other service, at its first question. */
async function taken({ app, page }, given, step, to) {
  const { slug, offers } = definition(given.service, app.language);
  const filling = await app.begin(slug);
  await walk(filling, given, { until: step });
  await page.getByText(offers.find((one) => one.service === to).text).waitFor();
  await assertAccessible(page, 'the offer');
  await app.button(app.words.offer_take).click();
  const other = app.filling(definition(to, app.language).slug);
  await page.waitForURL((url) => decodeURIComponent(url.pathname).startsWith(`/dich-vu/${other.slug}/`));
  await other.arrived();
  return other;
}

/**
 * Walks the other service without a word about what was taken along: it stands in every control that asks for it, and
 * it is sent. `along` holds the answers by pointer, as they stand in a control.
 */
async function goesAlong({ page, sandbox }, filling, given, along) {
  const answers = Object.fromEntries(Object.entries(given.answers).filter(([pointer]) => !(pointer in along)));
  const seen = {};
  const onPage = async (_, pointers) => Object.assign(seen, await filling.answers(pointers.filter((one) => one in along)));
  const { code } = await walk(filling, { ...given, answers }, { onPage });
  for (const [pointer, value] of Object.entries(seen)) assert.equal(value, along[pointer], pointer);
  const path = `/api/v1/dossiers/${encodeURIComponent(code)}?include=content`;
  const sent = await page.evaluate(async (path) => (await (await fetch(path)).json()).content.data, path);
  for (const [pointer, value] of Object.entries(along)) assert.equal(String(sent[pointer.slice(1)]), value, `${pointer} is sent`);
  // While it is open the same is not taken again in the other language.
  await sandbox.makeRoom(code);
  return seen;
}

for (const language of ['vi', 'en']) {
  journey(`a birth goes along to the linked service, in ${language}`, { person: 'plain', language }, async (stage) => {
    const birth = caseOf('09.foreign-birth', { '/foreign_element': false });
    const linked = await taken(stage, birth, 'ten-ngay-sinh', '15');
    const along = {
      '/requester_relation': 'father',
      '/birth_case': 'both_parents',
      '/parents_married': 'true',
      '/child_name': 'Trần Mẫu Khôi',
      '/child_birth_date': '2026-10-30',
      '/child_gender': 'male',
    };
    const seen = await goesAlong(stage, linked, caseOf('15.linked-foreign'), along);
    for (const asked of ['/requester_relation', '/parents_married', '/child_name']) assert.ok(asked in seen, `${asked} stands in its control`);
  });

  journey(`a death goes along to the linked service, in ${language}`, { person: 'bereaved', language }, async (stage) => {
    const death = caseOf('10.death', { '/had_benefits': true });
    const linked = await taken(stage, death, 'che-do', '16');
    const along = {
      '/requester_relation': 'child',
      '/registration_type': 'on_time',
      '/notice_type': 'death_notice',
    };
    const seen = await goesAlong(stage, linked, caseOf('16.funeral-social-insurance'), along);
    assert.deepEqual(Object.keys(seen).sort(), Object.keys(along).sort());
  });
}
