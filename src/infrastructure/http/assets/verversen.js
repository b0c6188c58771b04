// Reads conversations along: asks for the part of the page again, as long as somebody looks at it.
const part = document.querySelector('[data-verversen]');
if (part !== null) {
  setInterval(async () => {
    if (document.hidden || part.contains(document.activeElement)) return;
    const answer = await fetch(part.dataset.verversen, { headers: { accept: 'text/html' } }).catch(() => undefined);
    if (answer?.ok !== true || answer.redirected) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-verversen]');
    if (fresh !== null && part.querySelector('details[open]') === null) part.replaceChildren(...fresh.childNodes);
  }, 5000);
}
