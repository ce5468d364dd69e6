/** Small comforts on top of forms that work without it: one submit at a time, card digits in groups. */
export const pageScript = `
for (const form of document.querySelectorAll("form")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "yes";
    const button = event.submitter ?? form.querySelector("button");
    if (!button) return;
    // A disabled button would not be sent along, so it is disabled after the form has been read.
    setTimeout(() => { button.disabled = true; if (button.dataset.busy) button.textContent = button.dataset.busy; });
  });
}
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
const group = (input, shape) => input?.addEventListener("input", () => {
  const atEnd = input.selectionStart === input.value.length;
  if (!atEnd) return;
  input.value = shape(input.value.replace(/\\D/g, ""));
});
group(document.querySelector("input[autocomplete=cc-number]"), (digits) => digits.slice(0, 19).replace(/(\\d{4})(?=\\d)/g, "$1 "));
group(document.querySelector("input[autocomplete=cc-exp]"), (digits) =>
  digits.length > 2 ? digits.slice(0, 2) + " / " + digits.slice(2, 4) : digits);
`;
