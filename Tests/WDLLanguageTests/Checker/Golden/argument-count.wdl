version 1.1

workflow w {
  input {
    String text
  }
  String changed = sub(text, "a")
  Int none = length()
}
