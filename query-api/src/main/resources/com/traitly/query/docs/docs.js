'use strict';

// Draws the page from the two documents: calls.js the calls, topics.js webhooks, errors and topics,
// navigation.js the list of subjects.
(function () {
  const place = (id) => document.getElementById(id);

  async function draw(url, part, show) {
    try {
      const answer = await fetch(url);
      if (!answer.ok) {
        throw new Error(`${url} was answered ${answer.status}`);
      }
      await show(await answer.json());
    } catch (failure) {
      const note = document.createElement('p');
      note.className = 'failure';
      note.textContent = `This part could not be drawn: ${failure.message}. Reload the page.`;
      part.append(note);
    }
  }

  document.querySelectorAll('.origin').forEach((each) => {
    each.textContent = window.location.origin;
  });
  place('key').addEventListener('input', (event) => window.TraitlyCalls.useKey(event.target.value));
  place('keyForm').addEventListener('submit', (event) => event.preventDefault());
  Promise.all([
    draw('/openapi.json', place('calls'), (spec) => {
      window.TraitlyTopics.drawErrors(spec, place('errors'));
      window.TraitlyTopics.drawWebhooks(spec, place('webhooks'));
      window.TraitlyNavigation.draw(spec, place('subjects'));
      return window.TraitlyCalls.draw(spec, place('calls'));
    }),
    draw('/asyncapi.json', place('topics'), (spec) => window.TraitlyTopics.drawTopics(spec, place('topics'))),
  ]).then(() => {
    window.TraitlyNavigation.goToAddressed();
    window.addEventListener('hashchange', window.TraitlyNavigation.goToAddressed);
  });
})();
