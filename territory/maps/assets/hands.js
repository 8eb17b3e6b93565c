// What mouse, touch and keyboard do to the page. Part of the page's App.

const Hands = {
  target(event) {
    const hit = event?.originalEvent.target;
    const town = hit?.closest?.("[data-place]");
    if (town) return town.dataset.place;
    const path = hit?.closest?.("[data-i]");
    return path ? this.level.codes[Number(path.dataset.i)] : null;
  },

  click(event) {
    this.select(this.target(event));
  },

  point(event) {
    const node = this.target(event);
    if (node !== this.pointed) {
      this.pointed = node;
      const found = this.whereIs.get(node);
      this.hover.setAttribute("d", found ? this.view.paths[found.i] : "");
      if (node) {
        const { name, look } = this.describe(node);
        this.tip.replaceChildren(element("strong", {}, name), element("span", {}, this.shortState(look)));
      }
      this.tip.hidden = !node;
    }
    if (node && event) {
      const { x, y } = event.containerPoint, { x: width, y: height } = this.map.getSize();
      this.tip.style.transform = `translate(${Math.min(x + 14, width - 220)}px, ${y > height - 90 ? y - 60 : y + 14}px)`;
    }
  },

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== "range") return;
    const onButton = event.target.tagName === "BUTTON" || event.target.tagName === "A";
    const { timeline } = this, panned = { ArrowLeft: [-90, 0], ArrowRight: [90, 0], ArrowUp: [0, -90], ArrowDown: [0, 90] }[event.key];
    if (event.shiftKey && panned) this.map.panBy(panned);
    else if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
      if (event.target.type === "range") return;
      const forward = (event.key === "ArrowRight") === (document.documentElement.dir !== "rtl");
      timeline.go(this.day + (forward ? 1 : -1), true);
    } else if (event.key === "Home") timeline.go(0, true);
    else if (event.key === "End") timeline.go(this.data.days - 1, true);
    else if (event.key === " " && !onButton) timeline.toggle();
    else if (event.key === "Escape") this.select(null);
    else if (event.key === "/") document.getElementById("find").focus();
    else return;
    event.preventDefault();
  },
};
