'use strict';

// Shows errors and webhooks (of the OpenAPI document) and topics (of the AsyncAPI document): what they
// are, their headers, their fields, an example. Builds elements only, so that no text becomes markup.
window.TraitlyTopics = (function () {
  function element(name, content, className) {
    const made = document.createElement(name);
    if (className) {
      made.className = className;
    }
    made.append(...[content].flat());
    return made;
  }

  // Descriptions use paragraphs and `code`, nothing else.
  function prose(text) {
    return text.trim().split(/\n\s*\n/).map((paragraph) =>
      element('p', paragraph.split('`').map((part, i) => (i % 2 ? element('code', part) : part))));
  }

  function resolve(spec, node) {
    if (!node || !node.$ref) {
      return node;
    }
    return node.$ref.slice(2).split('/').reduce(
      (at, key) => at[key.replace(/~1/g, '/').replace(/~0/g, '~')], spec);
  }

  function typeOf(schema) {
    if (schema.const !== undefined) {
      return JSON.stringify(schema.const);
    }
    if (schema.enum) {
      return schema.enum.map((each) => JSON.stringify(each)).join(' | ');
    }
    return [schema.type || 'any'].flat().join(' | ');
  }

  // Nested fields become rows of their own, named as in `data[].event_name`.
  function rows(spec, given, path, required) {
    const schema = resolve(spec, given);
    const items = schema.items && resolve(spec, schema.items);
    const own = path ? [{ path, type: typeOf(schema), required, text: schema.description || '' }] : [];
    if (items) {
      return [...own, ...(items.properties ? rows(spec, items, `${path}[]`, true).slice(1) : [])];
    }
    const fields = Object.entries(schema.properties || {});
    return fields.reduce(
      (all, [name, field]) => all.concat(
        rows(spec, field, path ? `${path}.${name}` : name, (schema.required || []).includes(name))),
      own);
  }

  function table(title, lines) {
    const head = element('tr', ['Name', 'Type', 'Meaning'].map((each) => element('th', each)));
    const body = lines.map((line) => element('tr', [
      element('td', [element('code', line.path), line.required ? '' : element('span', ' optional', 'note')]),
      element('td', element('code', line.type)),
      element('td', line.text ? prose(line.text) : ''),
    ]));
    return [
      element('h4', title),
      element('div', element('table', [element('thead', head), element('tbody', body)]), 'wide'),
    ];
  }

  function example(value) {
    return [element('h4', 'Example'), element('pre', element('code', JSON.stringify(value, null, 2)))];
  }

  // What any call may answer; a call itself names only what is its own.
  function drawErrors(spec, place) {
    const lines = [];
    Object.values(spec.paths).forEach((item) => Object.values(item).forEach((operation) =>
      Object.entries((operation && operation.responses) || {}).forEach(([status, given]) => {
        if (status >= 400 && given.$ref && !lines.some((each) => each.status === status)) {
          lines.push({ status, text: resolve(spec, given).description });
        }
      })));
    lines.sort((a, b) => a.status - b.status);
    const body = lines.map((line) => element('tr', [
      element('td', element('code', line.status)), element('td', prose(line.text)),
    ]));
    place.append(
      element('h2', 'Errors'),
      ...prose('Errors are problem details (RFC 9457): `code` for programs, `detail` that says what to do, '
        + '`errors` with a JSON pointer for each field that is wrong, all of them at once.'),
      element('div', element('table', element('tbody', body)), 'wide'),
      ...example(spec.components.examples.ProblemMissingField.value));
  }

  function drawWebhooks(spec, place) {
    place.append(
      element('h2', 'Webhook messages'),
      ...prose('What is sent to the endpoints you created with `POST /webhook`, as `POST` with a JSON body. '
        + 'Answer any 2xx status to accept; anything else is tried again for days.'));
    Object.entries(spec.webhooks).forEach(([name, item]) => {
      const operation = item.post;
      const media = resolve(spec, operation.requestBody).content['application/json'];
      const headers = operation.parameters.map((given) => resolve(spec, given)).map((parameter) => ({
        path: parameter.name,
        type: typeOf(parameter.schema),
        required: parameter.required,
        text: parameter.description || '',
      }));
      place.append(element('article', [
        element('h3', operation.summary),
        element('p', element('code', name, 'address')),
        ...prose(operation.description),
        ...table('Headers', headers),
        ...table('Body', rows(spec, media.schema, '', true)),
        ...Object.values(media.examples).flatMap((each) => example(resolve(spec, each).value)),
      ]));
    });
  }

  function drawMessage(spec, message) {
    const payload = resolve(spec, message.payload);
    return [
      ...prose(message.summary),
      ...table('Headers', rows(spec, message.headers, '', true)),
      ...(payload.properties ? table('Value', rows(spec, payload, '', true)) : []),
      ...(message.examples || []).flatMap((each) => example(each.payload)),
    ];
  }

  function drawTopics(spec, place) {
    place.append(element('h2', 'Kafka topics'), ...prose(spec.info.description));
    Object.values(spec.channels).forEach((channel) => {
      const messages = Object.values(channel.messages).map((each) => resolve(spec, each));
      const key = messages[0].bindings.kafka.key;
      place.append(element('article', [
        element('h3', channel.title),
        element('p', element('code', channel.address, 'address')),
        ...prose(channel.description),
        ...prose(`Key: ${key.description}`),
        ...messages.flatMap((message) => [
          ...(messages.length > 1 ? [element('h4', message.title, 'message')] : []),
          ...drawMessage(spec, message),
        ]),
      ]));
    });
  }

  return { drawErrors, drawWebhooks, drawTopics };
})();
