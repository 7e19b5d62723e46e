workflow example {
  Int size
}
