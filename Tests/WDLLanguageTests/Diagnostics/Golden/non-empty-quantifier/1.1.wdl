version 1.1

workflow example {
  String+ name = "Ada"
}
