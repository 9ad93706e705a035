// Of the preview alone: reloads the page when it has changed, and lists what the check finds in its sources.
(() => {
  const script = document.currentScript
  const version = script.dataset.version
  const query = new URLSearchParams({ page: location.pathname, version })
  let panel = null

  const style = document.createElement("link")
  style.rel = "stylesheet"
  style.href = "/.preview/panel.css"
  document.head.append(style)

  // The browser keeps the place on a reload, but a page that is longer above it would move.
  const kept = sessionStorage.getItem("preview:" + location.pathname)
  if (kept !== null) {
    sessionStorage.removeItem("preview:" + location.pathname)
    addEventListener("load", () => scrollTo({ top: Number(kept), behavior: "instant" }))
  }

  const entry = (finding) => {
    const item = document.createElement("li")
    item.className = finding.severity
    const place = document.createElement("code")
    place.textContent = finding.place
    item.append(place, ` ${finding.message} [${finding.rule}]`)
    return item
  }

  // A check is answered twice. What is there stays, so that it keeps the focus.
  const show = (findings) => {
    if (!findings.length || document.body.classList.contains("preview-fault")) { // which says it all
      panel?.remove()
      panel = null
      return
    }
    if (!panel) {
      panel = document.createElement("details")
      panel.className = "preview-panel"
      panel.lang = "en"
      panel.append(document.createElement("summary"), document.createElement("ul"))
      document.body.append(panel)
    }
    const [summary, list] = panel.children
    summary.textContent = findings.length === 1 ? "1 finding" : `${findings.length} findings`
    list.replaceChildren(...findings.map(entry))
  }

  let source = null
  // A browser opens six connections to a host: one that waits in a page that nobody looks at is one too many.
  const listen = () => {
    source?.close()
    source = document.hidden ? null : new EventSource("/.preview/events?" + query)
    source?.addEventListener("findings", (event) => show(JSON.parse(event.data)))
    source?.addEventListener("reload", () => {
      sessionStorage.setItem("preview:" + location.pathname, String(scrollY))
      location.reload()
    })
  }
  listen()
  document.addEventListener("visibilitychange", listen)
  addEventListener("pageshow", (event) => event.persisted && listen())
  addEventListener("pagehide", () => source?.close())
})()
