// Opens every call of the page, measures it, tries it with nothing but what must be filled in, and
// says what would have been sent. Nothing is: what fetch is given is kept, and answered here.
(async () => {
  const until = async (what, condition) => {
    for (let turn = 0; !condition(); turn++) {
      if (turn > 4000) throw new Error(`waited in vain for ${what}`);
      await new Promise((done) => setTimeout(done, 10));
    }
  };
  await until('the page', () => document.querySelectorAll('.opblock').length > 0);

  let sent;
  window.fetch = async (address, options) => {
    const { url, method, body, headers } = typeof address === 'string' ? { url: address, ...options } : address;
    sent = { url: new URL(url, location.href), method, body: body || '', headers: headers || {} };
    return new Response('{}', { status: 200, headers: { 'Content-Type': 'application/json' } });
  };
  const fill = (field, text) => {
    const kind = field.tagName === 'TEXTAREA' ? HTMLTextAreaElement : HTMLInputElement;
    Object.getOwnPropertyDescriptor(kind.prototype, 'value').set.call(field, text);
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.dispatchEvent(new Event('change', { bubbles: true }));
    // The page takes a text over when the field is left, as a click on the button does.
    field.dispatchEvent(new FocusEvent('focusout', { bubbles: true }));
  };

  const found = [];
  for (const block of document.querySelectorAll('.opblock')) {
    block.querySelector('.opblock-summary-control').click();
    await until(`${block.id} to open`, () => block.querySelector('.responses-inner'));
    await until(`the example of ${block.id}`, () => !block.querySelector('.opblock-loading-animation'));
    const height = Math.round(block.getBoundingClientRect().height);
    block.querySelector('.try-out__btn').click();
    await until(`${block.id} to be tried`, () => block.querySelector('.execute'));
    const required = [...block.querySelectorAll('tr[data-param-name]')]
      .filter((row) => row.querySelector('.parameter__name.required'));
    for (const row of required) {
      const field = row.querySelector('input, textarea');
      if (field && !field.value) fill(field, 'filled');
    }
    const shown = block.querySelector('.body-param__text');
    sent = undefined;
    block.querySelector('.execute').click();
    await until(`${block.id} to be sent`, () => sent);
    found.push({
      id: block.id,
      height,
      method: sent.method.toLowerCase(),
      path: sent.url.pathname,
      parameters: [...sent.url.searchParams.keys()],
      required: required.map((row) => row.dataset.paramName),
      headers: Object.keys(sent.headers).map((name) => name.toLowerCase()),
      body: sent.body,
      shownBody: shown ? shown.value : '',
    });
    block.querySelector('.opblock-summary-control').click();
    await until(`${block.id} to close`, () => !block.querySelector('.responses-inner'));
  }
  return found;
})()
