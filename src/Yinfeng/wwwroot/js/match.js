"use strict";
// A slider beside each number: moving it types the number, which asks for the answer. Without this script the numbers and a button do it.
(() => {
  for (const slide of document.querySelectorAll("input.slide")) {
    const number = document.getElementById(slide.dataset.for);
    slide.addEventListener("input", () => { number.value = slide.value; });
    number.addEventListener("input", () => { slide.value = number.value; });
  }
})();
