version 1.1

workflow example {
  Strin name = "Ada"
}
