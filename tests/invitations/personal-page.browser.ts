import { describe, expect, test, widths } from '../support/browser.js';
import { anInvitation, aSentSession } from '../support/invite.js';

describe('the personal page on a phone, without a script', () => {
  test('is answered by one tap, and is sound at every step, in both languages and at every width', { timeout: 240_000 }, async ({ house, browser }) => {
    const organiser = await house.organiser({ name: 'Fatima El Amrani' });
    const session = await aSentSession(house, organiser.id);
    for (const [language, width] of [['nl', widths.phone], ['en', widths.narrow]] as const) {
      const guest = await house.participant({ language });
      const { id, token } = await anInvitation(house, session.id, guest.id);
      const path = `/invitation/${token}`;
      const page = await browser.opens(house.nobody(), path, { width, language });
      await browser.isSoundEverywhere(page);
      await page.goto(`${path}?answer=tentative`);
      await browser.isSound(page);
      const bare = await browser.opens(house.nobody(), path, { width, language, script: false });
      await bare.getByRole('textbox').fill('x'.repeat(600));
      await bare.getByRole('button', { name: language === 'nl' ? 'Ik kom' : 'I will come' }).press('Enter');
      await bare.getByRole('alert').waitFor();
      expect(await bare.getByRole('textbox').inputValue()).toBe('x'.repeat(600));
      await bare.getByRole('textbox').fill('Ik kom later.');
      await bare.getByRole('button', { name: language === 'nl' ? 'Ik kom' : 'I will come' }).press('Enter');
      await bare.getByRole('link', { name: language === 'nl' ? 'Zet in mijn agenda' : 'Add to my calendar' }).waitFor();
      expect(await house.db.invitation.findUniqueOrThrow({ where: { id } })).toMatchObject({ partstat: 'ACCEPTED' });
      await page.goto(`${path}?saved`);
      await browser.isSound(page);
      await page.goto(path);
      await browser.isSound(page);
    }
  });

  test('a link that opens nothing is a sound page too', async ({ house, browser }) => {
    const page = await browser.opens(house.nobody(), '/invitation/nooit-gegeven-maar-lang-genoeg', { width: widths.phone });
    await page.getByRole('heading', { level: 1, name: 'Deze pagina is er niet, of is niet voor u' }).waitFor();
    await browser.isSound(page);
  });
});
