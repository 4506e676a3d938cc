// Who has signed in once in a file is signed in again by the session's cookies, as in another tab.

export class Sessions {
  #cookies = new Map();

  /** Signs a person in: by the cookies of before while their session stands, else at the identity provider. */
  async signIn(app, person) {
    const context = app.page.context();
    const kept = this.#cookies.get(person);
    if (kept) {
      await context.addCookies(kept);
      if (await stands(context)) return;
      await context.clearCookies();
    }
    await app.signIn(person);
    this.#cookies.set(person, await context.cookies());
  }
}

async function stands(context) {
  const session = await context.request.get('/api/v1/session');
  return (await session.json()).state === 'active';
}
