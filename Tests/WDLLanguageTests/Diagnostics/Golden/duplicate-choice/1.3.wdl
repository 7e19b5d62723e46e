version 1.3

enum Color {
  Red,
  Red
}
