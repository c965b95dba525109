"use strict";
/* The query page: Yasgui over the endpoint beside it. Nothing is asked of another host: what would complete terms from
   prefix.cc or LOV is left out, and the page's Content-Security-Policy forbids it. */
(() => {
  const Yasgui = window.Yasgui.default || window.Yasgui.Yasgui || window.Yasgui;
  const endpoint = new URL("sparql", document.baseURI).href;
  const examples = document.getElementById("examples");
  const config = {
    requestConfig: { endpoint, method: "POST" },
    copyEndpointOnNewTab: false,
    persistenceId: "newsgraph",
    endpointCatalogueOptions: { getData: () => [] },
    yasqe: { value: examples.value, autocompleters: ["variables"], createShareableLink: null, persistenceId: null },
    yasr: { persistenceId: null, prefixes: known(examples) },
  };
  try { localStorage.removeItem("yagui__newsgraph"); } catch { /* no storage: nothing is kept */ }
  const yasgui = new Yasgui(document.getElementById("yasgui"), config);
  const tab = () => yasgui.getTab();
  examples.addEventListener("change", () => { tab().getYasqe().setValue(examples.value); });
  if (tab() && !tab().getYasqe().getValue().includes("ng:")) tab().getYasqe().setValue(examples.value);
  document.documentElement.dataset.ready = "yes";

  /* Prefix -> IRI, as the examples declare them: names in the results are short by them. */
  function known(select) {
    const found = {};
    for (const option of select.options) {
      for (const [, prefix, iri] of option.value.matchAll(/PREFIX (\w+): <([^>]*)>/g)) found[prefix] = iri;
    }
    return Object.assign(found, {
      ent: "https://w3id.org/newsgraph/id/", ev: "https://w3id.org/newsgraph/event/",
      art: "https://w3id.org/newsgraph/article/", men: "https://w3id.org/newsgraph/mention/",
      ngc: "https://w3id.org/newsgraph/claimed#",
    });
  }
})();
