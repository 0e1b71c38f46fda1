'use strict';

// Draws the page from the two documents. SwaggerUIBundle shows the REST API; topics.js the rest.
(function () {
  const calls = document.getElementById('calls');
  const webhooks = document.getElementById('webhooks');
  const topics = document.getElementById('topics');

  async function draw(url, place, show) {
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
      place.append(note);
    }
  }

  function showCalls(spec) {
    // Swagger UI would show webhooks as if they could be called.
    const { webhooks: sent, ...called } = spec;
    return new Promise((drawn) => {
      window.SwaggerUIBundle({
        spec: called,
        domNode: calls,
        deepLinking: true,
        docExpansion: 'list',
        defaultModelsExpandDepth: -1,
        displayRequestDuration: true,
        validatorUrl: null,
        onComplete: drawn,
      });
    });
  }

  // The address may name a part that was not there yet when the browser looked for it.
  function scrollToAddressed() {
    const part = document.getElementById(window.location.hash.slice(1));
    if (part) {
      part.scrollIntoView({ behavior: 'instant' });
    }
  }

  document.querySelectorAll('.origin').forEach((each) => {
    each.textContent = window.location.origin;
  });
  Promise.all([
    draw('/openapi.json', calls, (spec) => {
      window.TraitlyTopics.drawWebhooks(spec, webhooks);
      return showCalls(spec);
    }),
    draw('/asyncapi.json', topics, (spec) => window.TraitlyTopics.drawTopics(spec, topics)),
  ]).then(scrollToAddressed);
})();
