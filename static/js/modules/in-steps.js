// Ask the server to take a long list and to check it in steps: go-on.js then shows how far it is.
export default function (form) {
  form.elements.steps.value = "yes";
}
