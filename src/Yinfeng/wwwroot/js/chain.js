"use strict";
// Arrow keys go from box to box of the picture: up and down within a column, left and right to the nearest box of the next one.
// The links of the box in focus stand out. Without this script the tab key goes through the columns.
(() => {
  const picture = document.querySelector("svg.chain");
  if (!picture) return;
  picture.querySelector("a.node.on")?.scrollIntoView({ block: "nearest", inline: "center" });
  const boxes = [...picture.querySelectorAll("a.node")].map((a) => ({ a, column: Number(a.dataset.column), box: a.querySelector("rect") }));
  const middle = ({ box }) => Number(box.getAttribute("y"));
  const steps = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
  picture.addEventListener("keydown", (e) => {
    const step = steps[e.key];
    const at = boxes.find((b) => b.a === document.activeElement);
    if (!step || !at) return;
    e.preventDefault();
    let near = boxes.filter((b) => b !== at && (step[0] === 0 ? b.column === at.column && (middle(b) - middle(at)) * step[1] > 0 : (b.column - at.column) * step[0] > 0));
    if (step[0] !== 0 && near.length > 0) {
      const next = Math.min(...near.map((b) => Math.abs(b.column - at.column)));
      near = near.filter((b) => Math.abs(b.column - at.column) === next);
    }
    near.sort((a, b) => Math.abs(middle(a) - middle(at)) - Math.abs(middle(b) - middle(at)));
    near[0]?.a.focus();
  });
  const light = (id) => {
    for (const way of picture.querySelectorAll("path.way")) way.classList.toggle("near", id !== null && (way.dataset.from === id || way.dataset.to === id));
  };
  for (const { a } of boxes) {
    for (const on of ["focus", "mouseenter"]) a.addEventListener(on, () => light(a.dataset.node));
    for (const off of ["blur", "mouseleave"]) a.addEventListener(off, () => light(null));
  }
})();
