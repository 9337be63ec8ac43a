"""What a user can do: one module per noun, one function per verb."""
