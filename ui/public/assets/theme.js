// Sets the reader's choice of light or dark before the first paint; no choice means: as the system says.
try {
  var choice = localStorage.getItem("dateline.theme");
  if (choice === "light" || choice === "dark") document.documentElement.dataset.theme = choice;
} catch (unavailable) {
  // Storage is switched off: the system's choice stands.
}
