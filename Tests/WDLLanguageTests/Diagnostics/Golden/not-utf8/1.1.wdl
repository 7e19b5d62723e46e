version 1.1

workflow example {
  String city = "Zürich"
}
