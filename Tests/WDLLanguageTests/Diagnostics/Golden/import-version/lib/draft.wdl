task a {
  command {}
}
