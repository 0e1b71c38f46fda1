'use strict';

// Shows the calls of the OpenAPI document with Swagger UI: each in short, errors once for all of
// them, and one place for the API key.
window.TraitlyCalls = (function () {
  // Whatever all answers carry is described once, in the text.
  const COMMON_HEADERS = /^(Request-Id|RateLimit-.*|Traitly-(Freshness-Ms|Position|Stale))$/;
  let apiKey = '';

  function resolve(spec, node) {
    return node && node.$ref
      ? node.$ref.slice(2).split('/').reduce((at, key) => at[key], spec)
      : node;
  }

  // Swagger UI fills in defaults and examples, and would send them.
  function empty(parameter) {
    if (parameter.required) {
      return parameter;
    }
    const { default: byDefault, ...schema } = parameter.schema;
    const said = /by default/i.test(parameter.description) || byDefault === undefined || byDefault === false;
    return {
      ...parameter,
      schema,
      example: undefined,
      description: said ? parameter.description : `${parameter.description} By default \`${byDefault}\`.`,
    };
  }

  // The statuses of errors that every call of the API may answer, or every one with a body. Segment's
  // routes have a key of their own, and errors of their own form.
  function common(spec) {
    const operations = allOperations(spec)
      .filter((each) => each.security.some((scheme) => 'apiKey' in scheme));
    const shared = (some) => some
      .map((each) => Object.keys(each.responses).filter((status) => status >= 400))
      .reduce((all, these) => all.filter((status) => these.includes(status)));
    return [...shared(operations), ...shared(operations.filter((each) => each.requestBody))];
  }

  function allOperations(spec) {
    return Object.values(spec.paths).flatMap((item) =>
      Object.values(item).filter((each) => each && each.operationId));
  }

  // An answer without the headers and errors that all share; a body that was shown is not repeated.
  function shortened(spec, operation, shared) {
    const shown = new Set();
    const responses = Object.entries(operation.responses)
      .filter(([status, given]) => !(given.$ref && shared.includes(status)))
      .map(([status, given]) => {
        const { headers, content, ...rest } = resolve(spec, given);
        const kept = Object.entries(headers || {}).filter(([name]) => !COMMON_HEADERS.test(name));
        const body = JSON.stringify(content);
        const repeated = status >= 400 || shown.has(body);
        shown.add(body);
        return [status, {
          ...rest,
          ...(kept.length && status < 400 ? { headers: Object.fromEntries(kept) } : {}),
          ...(content && !repeated ? { content } : {}),
        }];
      });
    return Object.fromEntries(responses);
  }

  function forPage(spec) {
    const { webhooks: sent, ...page } = spec;
    const shared = common(spec);
    const paths = Object.entries(spec.paths).map(([path, { parameters, ...item }]) => [
      path,
      Object.fromEntries(Object.entries(item).map(([key, value]) => [
        key,
        value.operationId
          ? {
            ...value,
            parameters: [...(parameters || []), ...(value.parameters || [])]
              .map((each) => empty(resolve(spec, each))),
            responses: shortened(spec, value, shared),
          }
          : value,
      ])),
    ]);
    return {
      ...page,
      info: { title: spec.info.title, version: spec.info.version },
      tags: spec.tags.filter((tag) => allOperations(spec).some((each) => each.tags.includes(tag.name))),
      paths: Object.fromEntries(paths),
    };
  }

  function withKey(request) {
    if (apiKey && request.url.startsWith(`${window.location.origin}/api`)) {
      request.headers.Authorization = `Token ${apiKey}`;
    }
    return request;
  }

  function draw(spec, place) {
    return new Promise((drawn) => {
      window.SwaggerUIBundle({
        spec: forPage(spec),
        domNode: place,
        deepLinking: true,
        docExpansion: 'list',
        defaultModelsExpandDepth: -1,
        displayRequestDuration: true,
        validatorUrl: null,
        requestInterceptor: withKey,
        onComplete: drawn,
      });
    });
  }

  // Takes the key as it is, or with the word that precedes it in the header.
  function useKey(text) {
    apiKey = text.trim().replace(/^(authorization:\s*)?(token|bearer)\s+/i, '');
  }

  return { draw, useKey };
})();
