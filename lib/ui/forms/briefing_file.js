/* A file read by the browser: its text goes to the server like any other answer. */
const MOST = 5_000_000;

export default function ({ data, parentElement, setTriggerValue }) {
  parentElement.querySelector("span").textContent = JSON.parse(data).words;
  const input = parentElement.querySelector("input");
  input.onchange = async () => {
    const file = input.files[0];
    input.value = "";
    if (file) {
      const text = file.size > MOST ? "" : await file.text();
      setTriggerValue("file", { text, name: file.name, n: Date.now() });
    }
  };
}
