'use strict';

// Draws the page from the two documents. SwaggerUIBundle shows the REST API; topics.js the rest.
(function () {
  document.querySelectorAll('.origin').forEach((each) => {
    each.textContent = window.location.origin;
  });

  async function draw(url, place, show) {
    try {
      const answer = await fetch(url);
      if (!answer.ok) {
        throw new Error(`${url} was answered ${answer.status}`);
      }
      show(await answer.json());
    } catch (failure) {
      const note = document.createElement('p');
      note.className = 'failure';
      note.textContent = `This part could not be drawn: ${failure.message}. Reload the page.`;
      place.append(note);
    }
  }

  const rest = document.getElementById('rest');
  draw('/openapi.json', rest, (spec) => {
    window.TraitlyTopics.drawWebhooks(spec, document.getElementById('webhooks'));
    const { webhooks, ...calls } = spec;
    window.SwaggerUIBundle({
      spec: calls,
      domNode: rest,
      deepLinking: true,
      docExpansion: 'list',
      defaultModelsExpandDepth: -1,
      displayRequestDuration: true,
      validatorUrl: null,
    });
  });

  const topics = document.getElementById('topics');
  draw('/asyncapi.json', topics, (spec) => window.TraitlyTopics.drawTopics(spec, topics));
})();
