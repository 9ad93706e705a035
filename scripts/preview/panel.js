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

  const show = (findings) => {
    const open = panel?.open ?? false
    panel?.remove()
    panel = null
    if (!findings.length || document.body.classList.contains("preview-fault")) return // which says it all
    panel = document.createElement("details")
    panel.className = "preview-panel"
    panel.lang = "en"
    panel.open = open
    const summary = document.createElement("summary")
    summary.textContent = findings.length === 1 ? "1 finding" : `${findings.length} findings`
    const list = document.createElement("ul")
    for (const finding of findings) {
      const item = document.createElement("li")
      item.className = finding.severity
      const place = document.createElement("code")
      place.textContent = finding.place
      item.append(place, ` ${finding.message} [${finding.rule}]`)
      list.append(item)
    }
    panel.append(summary, list)
    document.body.append(panel)
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
