/* A file read by the browser: it goes to the server as text, like any other answer. */
const base64 = (file) => new Promise((done) => {
  const reader = new FileReader();
  reader.onload = () => done(String(reader.result).split(",")[1] || "");
  reader.onerror = () => done("");
  reader.readAsDataURL(file);
});

export default function ({ data, parentElement, setTriggerValue }) {
  const { words, accept, most } = JSON.parse(data);
  parentElement.querySelector("span").textContent = words;
  const input = parentElement.querySelector("input");
  input.accept = accept;
  input.onchange = async () => {
    const file = input.files[0];
    input.value = "";
    if (file) {
      const text = file.size > most ? "" : accept === ".json" ? await file.text() : await base64(file);
      setTriggerValue("file", { text, name: file.name, large: file.size > most, n: Date.now() });
    }
  };
}
