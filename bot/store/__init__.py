"""What is kept: tables, migrations and one small repository per noun. Times are aware and in UTC."""
