task other {
  command {}
}
