// Choosing for whom a brief is, or what it is compared with, shows it at once.
"use strict";

document.addEventListener("change", (event) => {
  const form = document.getElementById("editor");
  if (form && form.contains(event.target) && event.target.matches("[name=profile], [name=since]")) {
    form.requestSubmit(document.getElementById("show"));
  }
});
