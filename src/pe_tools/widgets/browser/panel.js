function render({ model, el }) {
  el.textContent = model.get("status");
}

export default { render };
