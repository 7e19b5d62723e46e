workflow example {
  Int size = 3
  Int size = 4
}
