'use strict';

// The list of subjects beside the page, and the way to a call: it is opened, then scrolled to.
window.TraitlyNavigation = (function () {
  function link(text, address, className) {
    const made = document.createElement('a');
    made.href = address;
    made.textContent = text;
    if (className) {
      made.className = className;
    }
    return made;
  }

  function group(title, address, links) {
    const made = document.createElement('details');
    const summary = document.createElement('summary');
    summary.append(link(title, address));
    made.append(summary, ...links);
    return made;
  }

  function addressOf(tag, operationId) {
    return `#/${tag.replace(/ /g, '_')}/${operationId}`;
  }

  function subjects(spec) {
    const calls = Object.values(spec.paths).flatMap((item) =>
      Object.entries(item).filter(([, each]) => each && each.operationId));
    return spec.tags
      .map((tag) => ({
        tag: tag.name,
        calls: calls.filter(([, each]) => each.tags.includes(tag.name)),
      }))
      .filter((each) => each.calls.length);
  }

  function draw(spec, place) {
    const groups = subjects(spec).map(({ tag, calls }) => group(
      tag,
      `#/${tag.replace(/ /g, '_')}`,
      calls.map(([method, each]) => {
        const made = link(each.summary, addressOf(tag, each.operationId));
        const badge = document.createElement('b');
        badge.className = method;
        badge.textContent = method;
        made.prepend(badge);
        return made;
      })));
    place.append(...groups);
  }

  // The address may name a part of the page, a subject, or a call.
  function goToAddressed() {
    const address = decodeURIComponent(window.location.hash.slice(1));
    if (!address) {
      return;
    }
    const [, tag, operationId] = address.split('/');
    const id = !tag ? address
      : operationId ? `operations-${tag}-${operationId}` : `operations-tag-${tag}`;
    const part = document.getElementById(id);
    if (!part) {
      return;
    }
    const opener = operationId && !part.classList.contains('is-open')
      ? part.querySelector('.opblock-summary-control') : null;
    if (opener) {
      opener.click();
    }
    part.scrollIntoView({ behavior: 'instant' });
    document.querySelectorAll('aside a').forEach((each) => {
      const here = each.getAttribute('href') === `#${address}`;
      each.classList.toggle('here', here);
      if (here) {
        each.closest('details')?.setAttribute('open', '');
      }
    });
  }

  return { draw, goToAddressed };
})();
